/** What decides for what a contact method can be used. */
export interface ContactMethodFacts {
  active: boolean;
  /** `contact`, `return` or `both`; what a newer server may add is neither. */
  mode: string;
  /** `Fale Conosco`: offered to providers, whose lists show what was registered by it. */
  faleConosco: boolean;
  /** `Liberada para a Web`: providers can reply while a method of return has it. */
  releasedForWeb: boolean;
}

/** Whether contacts can be registered by a method. */
export const takesContacts = ({ active, mode }: Pick<ContactMethodFacts, 'active' | 'mode'>): boolean =>
  active && (mode === 'contact' || mode === 'both');

/** Whether replies can go back by a method. */
export const takesReplies = ({ active, mode }: Pick<ContactMethodFacts, 'active' | 'mode'>): boolean =>
  active && (mode === 'return' || mode === 'both');

/** Whether the form offers a method to providers. */
export const isMethodOffered = (method: Omit<ContactMethodFacts, 'releasedForWeb'>): boolean =>
  takesContacts(method) && method.faleConosco;

/** The methods that the form offers to providers, in their order. */
export const offeredMethods = <Method extends Omit<ContactMethodFacts, 'releasedForWeb'>>(
  methods: readonly Method[],
): Method[] => methods.filter(isMethodOffered);

/** Whether providers can reply at all: an active method of return is released for the Web. */
export const areRepliesReleased = (methods: readonly Omit<ContactMethodFacts, 'faleConosco'>[]): boolean =>
  methods.some((method) => takesReplies(method) && method.releasedForWeb);
