import { fitGroup, type GroupFit, type SpecificationGroup } from '@inverse-care/stats';

/** Fits a group in a thread. */
export default function fit(group: SpecificationGroup): GroupFit[] {
  return fitGroup(group);
}
