export {
  noMeasure,
  unitMeasureSchema,
  type MeasureColumns,
  type UnitMeasureInput,
} from './rules/unit-measure.ts';
