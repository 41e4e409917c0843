-- What a text said when it was translated, while it says something else: {"de": {"NAME": "Mug"}}. Triggers keep it, whoever writes; a text that is
-- translated anew is not in it any more, and neither is one that says again what it said. One that says nothing for a while stays in it: it may
-- be filled again. Each table is changed apart, so that none is held while another is waited for.

CREATE FUNCTION outdated_texts_after(
  outdated jsonb, sources_before jsonb, sources jsonb, translations_before jsonb, translations jsonb
) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(jsonb_object_agg(language, texts), '{}')
  FROM (
    SELECT said.key AS language, jsonb_object_agg(one.key, origin.text) AS texts
    FROM jsonb_each(translations) AS said CROSS JOIN LATERAL jsonb_each_text(said.value) AS one
      CROSS JOIN LATERAL (SELECT coalesce(outdated -> said.key ->> one.key, sources_before ->> one.key) AS text) AS origin
    WHERE one.value = translations_before -> said.key ->> one.key
      AND origin.text <> '' AND origin.text IS DISTINCT FROM sources ->> one.key
    GROUP BY said.key
  ) AS by_language
$$;

CREATE FUNCTION keep_outdated_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.outdated_texts := outdated_texts_after(
    NEW.outdated_texts,
    jsonb_build_object('NAME', OLD.name, 'DESCRIPTION', OLD.description, 'SEO_TITLE', OLD.seo_title, 'SEO_DESCRIPTION', OLD.seo_description),
    jsonb_build_object('NAME', NEW.name, 'DESCRIPTION', NEW.description, 'SEO_TITLE', NEW.seo_title, 'SEO_DESCRIPTION', NEW.seo_description),
    OLD.translations, NEW.translations
  );
  RETURN NEW;
END
$$;

CREATE FUNCTION keep_outdated_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.outdated_texts := outdated_texts_after(
    NEW.outdated_texts, jsonb_build_object('NAME', OLD.name), jsonb_build_object('NAME', NEW.name), OLD.translations, NEW.translations
  );
  RETURN NEW;
END
$$;

CREATE FUNCTION texts_of_attribute(name text, description text, choices jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object('NAME', name, 'DESCRIPTION', description) || coalesce(
    jsonb_object_agg('ATTRIBUTE_CHOICE' || chr(31) || (choice ->> 'value'), choice ->> 'name'), '{}')
  FROM jsonb_array_elements(choices) AS choice
$$;

CREATE FUNCTION keep_outdated_attributes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.outdated_texts := outdated_texts_after(
    NEW.outdated_texts,
    texts_of_attribute(OLD.name, OLD.description, OLD.choices), texts_of_attribute(NEW.name, NEW.description, NEW.choices),
    OLD.translations, NEW.translations
  );
  RETURN NEW;
END
$$;

-- How many texts of a page, and of what variants differ by, are not translated into a language.
CREATE FUNCTION untranslated_count(
  language text, translations jsonb, name text, description text, seo_title text, seo_description text, options jsonb
) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  translated jsonb := coalesce(translations -> language, '{}');
BEGIN
  RETURN (name <> '' AND NOT translated ? 'NAME')::integer + (description <> '' AND NOT translated ? 'DESCRIPTION')::integer
    + (coalesce(seo_title, '') <> '' AND NOT translated ? 'SEO_TITLE')::integer
    + (coalesce(seo_description, '') <> '' AND NOT translated ? 'SEO_DESCRIPTION')::integer
    + (
      SELECT count(*) FROM jsonb_array_elements(options) AS option
        CROSS JOIN LATERAL (
          SELECT 'OPTION' || chr(31) || (option ->> 'name') AS key
          UNION ALL
          SELECT 'OPTION_VALUE' || chr(31) || (option ->> 'name') || chr(31) || value FROM jsonb_array_elements_text(option -> 'values') AS value
        ) AS text
      WHERE NOT translated ? text.key
    );
END
$$;
