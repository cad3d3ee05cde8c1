/** Words in the kinds of what procedures raise that mean a child may not be safe now. */
const words =
  /danger|safety|concern|missing|died|death|unseen|notSeen|harm|abuse|emergency|underThree|unauthorised|breakdown|homeless|alone/i;

/** Whether what a procedure raised cannot be switched off and waits for no morning. */
export const isSafety = (kind: string): boolean => words.test(kind);
