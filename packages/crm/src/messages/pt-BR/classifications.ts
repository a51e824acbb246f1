/** Texts of the register of classifications. */
export const classifications = {};
