import { css } from 'lit';

/** The provider's own rules, on top of the foundation and of what every thread has. */
export const styles = css`
  .page {
    max-inline-size: 920px;
  }
  .unread-mark::after {
    border-color: var(--_unread);
  }
  .unread-mark > span {
    padding: 0 10px;
    border-radius: 99px;
    background: var(--_unread);
    color: var(--_on-unread);
    font-size: 13px;
    line-height: 22px;
  }
  @media (forced-colors: active) {
    .unread-mark > span {
      border: 1px solid;
    }
  }
`;
