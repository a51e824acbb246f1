/** Texts of the register of holidays. */
export const holidays = {};
