/** The forms of gatekeeping, by part of the story. */
export * as assessmentForms from './forms/assessment';
export * as decisionForms from './forms/decision';
export * as placementForms from './forms/placement';
export * as requestForms from './forms/request';
