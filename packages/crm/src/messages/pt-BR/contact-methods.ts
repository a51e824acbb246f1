/** Texts of the register of contact methods. */
export const contactMethods = {};
