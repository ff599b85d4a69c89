/** The id under which a figure stands on the page, its drawing having its own. */
export const figureId = ({ id }: { id: string }) => `${id}-block`;
