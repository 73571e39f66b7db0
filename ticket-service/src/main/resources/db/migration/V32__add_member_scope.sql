-- Which branches and departments a member works for; none named: all. Arrays, because a scope is always read and
-- replaced as a whole; what they name is never deleted, only deactivated.
ALTER TABLE member
    ADD COLUMN branches    uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN departments uuid[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT ck_member_scope CHECK (cardinality(branches) <= 100 AND cardinality(departments) <= 100
        AND array_position(branches, NULL) IS NULL AND array_position(departments, NULL) IS NULL);
