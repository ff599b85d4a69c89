/** Larger bodies than practices, as the publication calls them in a column of types: "Sub ICB Location", "Comm Region". */
const larger =
  /^(CCG|PCN|STP|ICS|ICB|SUB ?ICB( LOC(ATION)?)?|(NHS |NHSE |NHS ENGLAND |COMM |COMMISSIONING )?REGION( .*)?|ENGLAND|COUNTRY|NATIONAL)$/;

/** What a kind of body may be spelt with. */
const spelling = /^[A-Za-z0-9 _&()/-]*$/;

/** True where a cell says that its row counts a practice: "GP", or nothing where the layout leaves it out. */
export const isPracticeType = (cell: string): boolean => cell === '' || cell.toUpperCase() === 'GP';

/** True where a cell is the kind of a larger body that is known. */
export const isLargerBody = (cell: string): boolean =>
  spelling.test(cell) && larger.test(cell.toUpperCase().replace(/[ _-]+/g, ' '));

/** True where a cell may be a kind of body at all. */
export const maybeBodyType = (cell: string): boolean => spelling.test(cell);
