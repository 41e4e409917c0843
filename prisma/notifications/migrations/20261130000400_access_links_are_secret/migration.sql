-- What opens something is not kept once it was sent or given up.
UPDATE notifications SET body = '', html = ''
WHERE (type = 'ORDER_ACCESS_LINK' AND state <> 'PENDING')
  OR (type IN ('PASSWORD_RESET_LINK', 'STAFF_INVITATION', 'EMAIL_VERIFICATION_LINK', 'EMAIL_CHANGE_LINK', 'EMAIL_CHANGED')
    AND state = 'FAILED');
