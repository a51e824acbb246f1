import { css } from 'lit';

/** The form's own rules, on top of the foundation and the forms' shared ones. */
export const styles = css`
  .page {
    max-inline-size: 860px;
  }
`;
