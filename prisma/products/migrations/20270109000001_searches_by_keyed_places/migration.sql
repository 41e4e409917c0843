-- Places of visitors follow from the text and from a key. Those that are kept of few, without it, are taken away: who knows a visitor could
-- look for theirs. When it was searched for last is told by the day.
WITH few AS MATERIALIZED (
  UPDATE search_terms SET visitor_bits = CASE WHEN visitors < 5 THEN 0 ELSE visitor_bits END,
    last_searched_at = date_trunc('day', last_searched_at, 'UTC')
  RETURNING id, visitor_bits
)
UPDATE search_term_days d SET visitor_bits = 0 FROM few WHERE few.id = d.term_id AND few.visitor_bits = 0;
