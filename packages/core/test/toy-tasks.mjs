/** Tasks of a toy analysis, as a module outside the package has them. */
export const double = ({ n }) => 2 * n;

export const late = async ({ n, milliseconds }) => {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return n;
};

export const fail = () => {
  throw new Error('no such number');
};
