import { expect, it } from 'vitest';
import { sampleBrands } from './sample-brands.ts';
import { sampleCatalogue } from './sample-catalogue.ts';

it('are those of the sample products, each once', () => {
  const brands = sampleBrands();
  for (const key of ['id', 'slug', 'name'] as const)
    expect(new Set(brands.map((brand) => brand[key])).size).toBe(brands.length);
  const names = new Set(brands.map(({ name }) => name));
  for (const { brand } of sampleCatalogue({ products: 500 }).products) expect(names).toContain(brand);
  for (const { slug, description, germanDescription } of brands) {
    expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(description).not.toBe(germanDescription);
  }
});
