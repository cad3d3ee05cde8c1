export { loadStandardAreas, standardAreas, type Area } from './areas';
export { actionOf } from './commands';
export { findDuplicates, type Candidate, type Duplicates } from './duplicates';
export { RegistryFacts } from './facts';
export {
  factKinds,
  familyMember,
  institutionPerson,
  institutionPremises,
  forms,
  institutionKinds,
  operators,
  standings,
  type CommandData,
  type CommandName,
} from './forms';
export { HospitalStays, type StaysContext } from './hospital-stays';
export { importAreas, importInstitutions, readAreas, readInstitutions, type ImportReport } from './imports';
export * from './inspection-draw';
export { LackingPlans, type LackingContext } from './inspection-lacking';
export { InspectionLots, type LotsContext } from './inspection-lots';
export { InspectionPlans, type Commitment, type PlanEntry, type PlanHead, type Ranked } from './inspection-plan';
export { inspectionFact } from './inspections';
export { arabicDigits, khmerKey, latinKey, nameKeys, normaliseKhmer } from './names';
export { placementRow, type PlacementRow } from './placement-row';
export { placementColumns, placementFaults } from './placement-texts';
export { readPlacements, type PlacementFault } from './placements';
export { Reader, type ChildItem, type InstitutionItem, type Listing, type Page } from './reader';
export { refusalOf, refusals } from './refusals';
export { Registry, type Asking, type Draft, type React } from './registry';
export { mostRows, readSheet } from './sheets';
export * from './watch';
