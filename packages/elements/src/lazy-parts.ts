/**
 * Fetches the form's code and registers `new-contact-form`; at once when it is there already.
 *
 * @throws {TypeError} when the code does not arrive; calling again tries again
 */
export const defineNewContactFormLazily = async (): Promise<void> => {
  const { defineNewContactForm } = await import('./new-contact-form/define.ts');
  defineNewContactForm();
};

/**
 * Fetches the thread's code and registers `protocol-thread`; at once when it is there already.
 *
 * @throws {TypeError} when the code does not arrive; calling again tries again
 */
export const defineProtocolThreadLazily = async (): Promise<void> => {
  const { defineProtocolThread } = await import('./protocol-thread/define.ts');
  defineProtocolThread();
};
