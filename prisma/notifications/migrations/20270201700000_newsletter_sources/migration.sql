-- Where else somebody can say that they would like the newsletter, and the mail that asks the address first.
ALTER TYPE consent_source ADD VALUE 'REGISTRATION';
ALTER TYPE consent_source ADD VALUE 'CHECKOUT';
ALTER TYPE notification_type ADD VALUE 'NEWSLETTER_CONFIRMATION_LINK';
