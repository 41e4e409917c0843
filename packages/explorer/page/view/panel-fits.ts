/** Whether the walk's panel leaves room for the editors; where it does not, it covers them until a step is chosen. */
export function panelFits(): boolean {
  return matchMedia('(min-width: 60rem)').matches;
}
