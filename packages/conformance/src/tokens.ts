/** The people that the suite signs in; each is known by its bearer token. */
export const PEOPLE = ['a', 'a2', 'b', 'agent', 'otherAgent', 'admin'] as const;
/** A person that the suite signs in. */
export type PersonName = (typeof PEOPLE)[number];

/** Who each person is, and how the command names its token. */
export const PERSON_DETAILS: Readonly<
  Record<PersonName, { option: string; variable: string; description: string }>
> = {
  a: {
    option: '--token-a',
    variable: 'FALE_CONOSCO_TOKEN_A',
    description: 'a user of a provider; the only one that is required',
  },
  a2: {
    option: '--token-a2',
    variable: 'FALE_CONOSCO_TOKEN_A2',
    description: 'another user of the same provider',
  },
  b: { option: '--token-b', variable: 'FALE_CONOSCO_TOKEN_B', description: 'a user of another provider' },
  agent: {
    option: '--agent-token',
    variable: 'FALE_CONOSCO_AGENT_TOKEN',
    description:
      "an agent without `Acessa dados sob sigilo`, in a group that has one of the providers' subjects",
  },
  otherAgent: {
    option: '--other-agent-token',
    variable: 'FALE_CONOSCO_OTHER_AGENT_TOKEN',
    description: 'an agent who sees no protocol of the group of the first',
  },
  admin: {
    option: '--admin-token',
    variable: 'FALE_CONOSCO_ADMIN_TOKEN',
    description: 'an admin of the operator, who may change the settings',
  },
};

/** A bearer token, or a function that gives a fresh one. */
export type TokenSource = string | (() => string | Promise<string>);
/** The tokens of a run; a case that needs one that is not here is left out. */
export type Tokens = Readonly<Partial<Record<PersonName, TokenSource>>>;
