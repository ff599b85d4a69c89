/** What kind of body a row of patients may count: "GP", "Comm Region"; nothing where the layout leaves it out. */
export const bodyType = /^[A-Za-z0-9 _&()/-]*$/;
