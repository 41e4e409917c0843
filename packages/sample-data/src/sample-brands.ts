import { colours } from './colours.ts';
import { departments } from './departments/departments.ts';
import type { DepartmentSpec } from './departments/department-spec.ts';
import { germanNameOf } from './german/category-names.ts';
import { formatImageKey } from './image-key.ts';
import { sampleId } from './sample-id.ts';
import { slugify } from './slugify.ts';

/** Who makes sample products. */
export interface SampleBrand {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly germanDescription: string;
  readonly website: string;
  readonly logo: { readonly id: string; readonly key: string };
}

interface Told {
  readonly english: (brand: string, what: string) => string;
  readonly german: (brand: string, what: string) => string;
}

const stories: readonly Told[] = [
  {
    english: (brand, what) =>
      `${brand} began at a kitchen table and still makes every piece to order. We carry its ${what} since the first year.`,
    german: (brand, what) =>
      `${brand} begann an einem Küchentisch und fertigt bis heute auf Bestellung. Im Sortiment ${what} führen wir es seit dem ersten Jahr.`,
  },
  {
    english: (brand, what) =>
      `${brand} is a workshop of nine people who repair what they have sold. Known for ${what} that last.`,
    german: (brand, what) =>
      `${brand} ist eine Werkstatt von neun Leuten, die reparieren, was sie verkauft haben. Bekannt im Sortiment ${what}.`,
  },
  {
    english: (brand, what) =>
      `${brand} draws, builds and tests its ${what} under one roof, and tells where each material comes from.`,
    german: (brand, what) =>
      `${brand} entwirft, baut und prüft unter einem Dach und sagt von jedem Material, woher es kommt. Im Sortiment ${what}.`,
  },
];

/** The brands of all sample products, each with its texts in English and German and a logo that is drawn. */
export function sampleBrands(): SampleBrand[] {
  return departments
    .flatMap((department) => department.brands.map((name) => ({ name, department })))
    .map(({ name, department }, index) => brandOf(name, department, index));
}

/** No picture of a product has an id of that index. */
const firstLogo = 10_000_000;

function brandOf(name: string, department: DepartmentSpec, index: number): SampleBrand {
  const story = stories[index % stories.length];
  const colour = colours[index % colours.length];
  if (story === undefined || colour === undefined) throw new Error(`${name} has no story.`);
  const slug = slugify(name);
  return {
    id: sampleId('brand', index),
    slug,
    name,
    description: story.english(name, department.name.toLowerCase()),
    germanDescription: story.german(name, germanNameOf(department.name) ?? department.name),
    website: `https://${slug}.example/`,
    logo: {
      id: sampleId('image', firstLogo + index),
      key: formatImageKey({ motif: motifOf(department), colour, seed: index, view: 1 }),
    },
  };
}

function motifOf({ children: [first] }: DepartmentSpec) {
  if (first === undefined) return 'parcel';
  return 'leaves' in first ? (first.leaves[0]?.motif ?? 'parcel') : first.motif;
}
