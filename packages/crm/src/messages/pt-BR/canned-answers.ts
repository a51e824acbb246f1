/** Texts of the register of canned answers. */
export const cannedAnswers = {};
