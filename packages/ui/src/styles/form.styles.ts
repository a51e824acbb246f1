import { css } from 'lit';

/** Forms that open a protocol: the summary of errors, the chosen subject, and the confirmation with the number. */
export const form = css`
  .columns {
    gap: var(--_s4) var(--_s6);
  }
  .chosen {
    align-items: flex-start;
  }
  .summary {
    display: grid;
    justify-items: start;
  }
  .summary > .link {
    color: var(--_error);
  }
  .done-head {
    align-items: flex-start;
  }
  .done-head > .icon {
    inline-size: 28px;
    block-size: 28px;
    color: var(--_success);
  }
  .number {
    font-size: 22px;
    line-height: 1.4;
    font-weight: 650;
  }
  /* On a phone the last group takes a line of its own, which starts where the first one does. */
  .number > .protocol-number {
    display: inline-block;
    margin-inline-start: -0.35em;
  }
  .number > .protocol-number > span {
    margin-inline-start: 0.35em;
  }
  .not-sent {
    display: block;
    margin-block-start: var(--_s2);
  }
`;
