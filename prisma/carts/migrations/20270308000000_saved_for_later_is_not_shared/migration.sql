-- What is saved for later is its owner's alone: links to it lead nowhere any more.
UPDATE wish_lists SET share_token = NULL WHERE kind = 'SAVED_FOR_LATER' AND share_token IS NOT NULL;
