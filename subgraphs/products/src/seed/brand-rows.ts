import { sampleBrands, sampleImageSize, type SampleBrand } from '@cartwright/sample-data';
import { textKey } from '../languages/door.ts';
import type { SeededRow } from './repository.ts';

/** The brands of the sample products, and their logos. */
export function brandRows(now: Date) {
  const brands = sampleBrands();
  return { brands: brands.map((brand) => brandRow(brand, now)), logos: brands.map(logoRow) };
}

function brandRow(brand: SampleBrand, createdAt: Date): SeededRow<'brands'> {
  const { id, slug, name, description, germanDescription, website } = brand;
  const translations = { de: { [textKey('DESCRIPTION')]: germanDescription } };
  return { id, slug, name, description, website, translations, createdAt };
}

function logoRow({ id: brandId, logo }: SampleBrand): SeededRow<'brandLogos'> {
  return { ...logo, brandId, ...sampleImageSize };
}
