/** The forms of the way home, by the event that each is filled in for. */
import type { z } from 'zod';
import * as assessment from './assessment';
import * as ending from './ending';
import * as monitoring from './monitoring';
import * as opening from './opening';
import * as placement from './placement';
import * as safety from './safety';

export { safetyFields } from './monitoring';

export const forms = {
  'child.identified': opening.childIdentified,
  'placement.imported': opening.placementImported,
  'placement.handedOver': opening.placementHandedOver,
  'careReview.recorded': opening.careReviewRecorded,
  'closure.joined': opening.closureJoined,
  'form2.submitted': assessment.form2Submitted,
  'tracing.recorded': assessment.tracingRecorded,
  'family.found': assessment.familyFound,
  'search.exhausted': assessment.searchExhausted,
  'homeAssessment.submitted': assessment.homeAssessmentSubmitted,
  'plan.submitted': placement.planSubmitted,
  'placement.reviewed': placement.placementReviewed,
  'placement.confirmed': placement.placementConfirmed,
  'contact.recorded': placement.contactRecorded,
  'readiness.recorded': placement.readinessRecorded,
  'placement.made': placement.placementMade,
  'visit.recorded': monitoring.visitRecorded,
  'visit.confirmed': monitoring.visitConfirmed,
  'visits.writtenOff': monitoring.visitsWrittenOff,
  'risk.changed': monitoring.riskChanged,
  'review.held': monitoring.reviewHeld,
  'monitoring.shortened': monitoring.monitoringShortened,
  'visitor.named': safety.visitorNamed,
  'reassessment.submitted': assessment.reassessmentSubmitted,
  'action.done': monitoring.actionDone,
  'safety.concernRaised': safety.safetyConcernRaised,
  'safety.reported': safety.safetyReported,
  'safety.siblingSeen': safety.siblingSeen,
  'protection.arranged': safety.protectionArranged,
  'safety.closed': safety.safetyClosed,
  'child.missing': safety.childMissing,
  'child.found': safety.childFound,
  'location.recorded': safety.locationRecorded,
  'breakdown.recorded': ending.breakdownRecorded,
  'replacement.recorded': ending.replacementRecorded,
  'courtOrder.recorded': safety.courtOrderRecorded,
  'courtOrder.cleared': safety.courtOrderCleared,
  'death.recorded': safety.deathRecorded,
  'transfer.proposed': ending.transferProposed,
  'transfer.accepted': ending.transferAccepted,
  'transfer.declined': ending.transferDeclined,
  'transfer.withdrawn': ending.transferWithdrawn,
  'closing.proposed': ending.closingProposed,
  'closing.approved': ending.closingApproved,
  'closing.sentBack': ending.closingSentBack,
  'loss.proposed': ending.lossProposed,
  'loss.approved': ending.lossApproved,
  'withdrawal.recorded': ending.withdrawalRecorded,
  'withdrawal.approved': ending.withdrawalApproved,
  'aftercare.offered': ending.aftercareOffered,
  'ageOut.confirmed': ending.ageOutConfirmed,
  'handedOver.recorded': ending.handedOverRecorded,
} satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof forms;
