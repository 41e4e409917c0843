/** What is told about lists, searches and reviews. */
export const shopping: Readonly<Record<string, string>> = {
  'You have reviewed this product already.': 'Sie haben dieses Produkt schon bewertet.',
  'You have reported this review already.': 'Sie haben diese Bewertung schon gemeldet.',
  'This review is your own.': 'Diese Bewertung ist Ihre eigene.',
  'There is no such review.': 'Diese Bewertung gibt es nicht.',
  'rating must be between 1 and 5.': 'rating muss zwischen 1 und 5 liegen.',
  'Please give 1 to 5 stars.': 'Bitte vergeben Sie 1 bis 5 Sterne.',
  'You have sent 30 photos within a day. Please try again tomorrow.':
    'Sie haben an einem Tag 30 Fotos gesendet. Bitte versuchen Sie es morgen noch einmal.',
  'This photo is there twice.': 'Dieses Foto ist doppelt.',
  'There is no such photo.': 'Dieses Foto gibt es nicht.',
  'Ask for 0 to {most} recommendations.': 'Fragen Sie nach 0 bis {most} Empfehlungen.',
  'Ask for 0 to {most} products.': 'Fragen Sie nach 0 bis {most} Produkten.',
  'query takes up to {most} characters.': 'query nimmt bis zu {most} Zeichen.',
  'first must be between 0 and {most}.': 'first muss zwischen 0 und {most} liegen.',
  'There is no collection with the slug "{slug}".': 'Es gibt keine Kollektion mit dem Slug „{slug}“.',
  'There is no category with the slug "{slug}"; `categories` has them all.':
    'Es gibt keine Kategorie mit dem Slug „{slug}“; `categories` nennt sie alle.',
  'filters.minimumRating must be between 0 and {most}; no product is rated outside.':
    'filters.minimumRating muss zwischen 0 und {most} liegen; anders ist kein Produkt bewertet.',
  '{where} takes a number such as 13.3, or a date such as 2026-12-31.':
    '{where} nimmt eine Zahl wie 13.3 oder einen Tag wie 2026-12-31.',
  'filters.price.min is above filters.price.max: no price lies between.':
    'filters.price.min liegt über filters.price.max: Dazwischen liegt kein Preis.',
  'There is no product with the id "{id}".': 'Es gibt kein Produkt mit der Id „{id}“.',
  'No variant of this product has "{value}" for an option "{name}"; `options` has what there is.':
    'Keine Variante dieses Produkts hat „{value}“ bei einer Option „{name}“; `options` nennt, was es gibt.',
  'There is no category with the slug "{slug}".': 'Es gibt keine Kategorie mit dem Slug „{slug}“.',
  'No product is of the brand "{brand}".': 'Kein Produkt ist von der Marke „{brand}“.',
  'No product has the tag "{tag}".': 'Kein Produkt hat das Schlagwort „{tag}“.',
  'No product has an option "{name}".': 'Kein Produkt hat eine Option „{name}“.',
  'No product has "{value}" for its option "{name}".':
    'Kein Produkt hat „{value}“ bei seiner Option „{name}“.',
  'Lists cannot be narrowed by an attribute "{key}".':
    'Nach einem Merkmal „{key}“ lassen sich Listen nicht eingrenzen.',
  'There is no such product.': 'Dieses Produkt gibt es nicht.',
  'No such product.': 'Dieses Produkt gibt es nicht.',
  'There is no such category.': 'Diese Kategorie gibt es nicht.',
  'There is no such collection.': 'Diese Kollektion gibt es nicht.',
};
