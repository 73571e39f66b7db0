-- Counting those ahead reads index entries alone on pages of which a vacuum has said that everybody may see them, and
-- each row on all others: half as fast. Vacuums are due after a thousand new tickets, by default only after a fifth
-- of the table.
ALTER TABLE ticket SET (
    autovacuum_vacuum_insert_threshold = 1000,
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_scale_factor = 0.02);
