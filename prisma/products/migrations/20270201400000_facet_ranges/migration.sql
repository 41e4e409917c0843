-- Ranges that staff name for the facet of prices, and of attributes that are numbers.
ALTER TABLE search_settings DROP CONSTRAINT search_settings_part_check;
ALTER TABLE search_settings ADD CONSTRAINT search_settings_part_check CHECK (part IN ('SYNONYMS', 'STOP_WORDS', 'BOOSTS', 'FACET_RANGES'));
