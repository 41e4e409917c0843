/** What options are called. */
const options: Readonly<Record<string, string>> = {
  ...{ Size: 'Größe', Colour: 'Farbe', Waist: 'Bundweite', Length: 'Länge', Capacity: 'Fassungsvermögen' },
  ...{ Height: 'Höhe', Diameter: 'Durchmesser', Wood: 'Holz', Scent: 'Duft', Set: 'Set', Handle: 'Griff' },
  ...{ Blade: 'Klinge', Finish: 'Oberfläche', Layout: 'Belegung', Format: 'Format', Ruling: 'Lineatur' },
  ...{ Nib: 'Feder', Pieces: 'Teile', Language: 'Sprache', Edition: 'Ausgabe' },
};

/** What their values are called; sizes and measures are the same in both languages, save for what `measureOf` knows. */
const values: Readonly<Record<string, string>> = {
  ...{ Black: 'Schwarz', White: 'Weiß', Navy: 'Marineblau', Charcoal: 'Anthrazit', Forest: 'Waldgrün' },
  ...{ Sand: 'Sand', Rust: 'Rost', Sage: 'Salbei', Burgundy: 'Burgunderrot', Mustard: 'Senfgelb' },
  ...{ Sky: 'Himmelblau', Olive: 'Oliv', Plum: 'Pflaume', Blush: 'Altrosa', Indigo: 'Indigo' },
  ...{ Cream: 'Creme', Slate: 'Schiefer', Coral: 'Koralle', Cognac: 'Cognac', Walnut: 'Nussbaum' },
  ...{ Terracotta: 'Terrakotta', Ochre: 'Ocker', Teal: 'Petrol', Brass: 'Messing', Copper: 'Kupfer' },
  ...{ Lilac: 'Flieder', Steel: 'Stahl', Stone: 'Stein', Silver: 'Silber', Oak: 'Eiche', Ash: 'Esche' },
  ...{ Small: 'Klein', Large: 'Groß', Regular: 'Normal', Long: 'Lang', Cedar: 'Zeder', Fig: 'Feige' },
  ...{ 'Orange Peel': 'Orangenschale', 'Sea Salt': 'Meersalz', Lavender: 'Lavendel' },
  ...{ 'Black Tea': 'Schwarzer Tee', Single: 'Einzeln', Paperback: 'Taschenbuch', Hardcover: 'Gebunden' },
  ...{ Dotted: 'Gepunktet', Lined: 'Liniert', Plain: 'Blanko', Fine: 'Fein', Medium: 'Mittel' },
  ...{ Broad: 'Breit', English: 'Englisch', German: 'Deutsch', French: 'Französisch' },
  ...{ Standard: 'Standard', Deluxe: 'Deluxe' },
};

/** What an option of a sample product is called in German; undefined for none of them. */
export function germanOption(name: string): string | undefined {
  return options[name];
}

/** What a value of an option is called in German, itself where both languages write it alike; undefined for a word that is none of them. */
export function germanValue(value: string): string | undefined {
  return values[value] ?? measureOf(value);
}

/** `1 person`, `Set of 4`, `1,000`, `330 ml`, `XL`. */
function measureOf(value: string): string | undefined {
  const persons = /^(\d+) persons?$/.exec(value)?.[1];
  if (persons !== undefined) return persons === '1' ? '1 Person' : `${persons} Personen`;
  const pieces = /^Set of (\d+)$/.exec(value)?.[1];
  if (pieces !== undefined) return `${pieces}er-Set`;
  if (/^[A-Z]{1,3}\d?$/.test(value)) return value;
  const isMeasure = /^\d[\d,]*(?: × \d+)?(?: (?:cm|g|l|ml|mAh))?$/.test(value);
  return isMeasure ? value.replaceAll(',', '.') : undefined;
}
