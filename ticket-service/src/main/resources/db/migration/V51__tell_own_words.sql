-- Own words were kept and told to nobody so far: each organisation that has some tells all of them once, as any later
-- change of them does (MessageNews).
INSERT INTO outbox (kafka_topic, record_key, record_value)
SELECT 'nextup.organization-events.v1', m.organization_id,
    convert_to(jsonb_build_object(
        'specversion', '1.0',
        'id', gen_random_uuid(),
        'source', 'ticket-service',
        'type', 'dev.nextup.messages.changed.v1',
        'subject', m.organization_id,
        'time', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'datacontenttype', 'application/json',
        'data', jsonb_build_object(
            'organizationId', m.organization_id,
            'messages', jsonb_agg(jsonb_build_object(
                'kind', m.kind, 'language', m.language, 'title', m.title, 'body', m.body)
                ORDER BY m.kind, m.language),
            'changedAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))::text, 'UTF8')
FROM organization_message m GROUP BY m.organization_id ORDER BY m.organization_id;
