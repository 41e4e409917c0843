import type { DepartmentSpec, GroupSpec, LeafSpec } from './departments/department-spec.ts';
import { departments } from './departments/departments.ts';
import { sampleId } from './sample-id.ts';
import type { SampleCategory } from './sample-types.ts';

/** A leaf category, with the specification of its products. */
export interface Leaf {
  spec: LeafSpec;
  department: DepartmentSpec;
  categoryId: string;
}

type CategorySpec = DepartmentSpec | GroupSpec | LeafSpec;
type Add = (spec: CategorySpec, parentId: string | null, position: number) => string;

/** Makes the category tree, parents before children, and lists its leaves. */
export function planCategories(): { categories: SampleCategory[]; leaves: Leaf[] } {
  const categories: SampleCategory[] = [];
  const add: Add = ({ slug, name, description }, parentId, position) => {
    const id = sampleId('category', categories.length);
    categories.push({ id, parentId, slug, name, description, position });
    return id;
  };
  const leaves = departments.flatMap((department, position) =>
    planChildren(department, add(department, null, position), add),
  );
  return { categories, leaves };
}

function planChildren(department: DepartmentSpec, departmentId: string, add: Add): Leaf[] {
  return department.children.flatMap((child, position) => {
    const categoryId = add(child, departmentId, position);
    if (!('leaves' in child)) return [{ spec: child, department, categoryId }];
    return child.leaves.map((spec, at) => ({ spec, department, categoryId: add(spec, categoryId, at) }));
  });
}
