-- What a file of customers says that somebody has consented to.
ALTER TYPE consent_source ADD VALUE 'FILE';
