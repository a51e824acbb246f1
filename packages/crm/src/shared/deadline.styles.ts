import { css } from 'lit';

/** How {@link deadlineMark} looks. */
export const deadlineStyles = css`
  .deadline {
    display: inline-flex;
    align-items: flex-start;
    gap: 6px;
    color: var(--_text);
  }
  .deadline > .icon {
    inline-size: 14px;
    block-size: 14px;
    margin-block-start: 3px;
  }
  .deadline-date {
    display: block;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .deadline[data-state='due_soon'] .deadline-words {
    font-weight: 650;
  }
  .deadline[data-state='overdue'],
  .deadline[data-state='missed'] {
    color: var(--_error);
  }
  .deadline[data-state='overdue'] .deadline-words {
    font-weight: 650;
  }
  .deadline[data-state='paused'],
  .deadline[data-state='met'] {
    color: var(--_muted);
  }
`;
