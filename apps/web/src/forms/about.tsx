/** What a form is about, for the questions that are answered from the register. */
import { createContext, useContext } from 'react';

export interface About {
  /** area code where the form acts: of the case, else of the person's appointment */
  area: string;
  /** ids of the children of the case; absent while a case is being opened */
  children?: string[];
  /** id of the case; absent while it is being opened */
  instance?: string;
  /** answers another question of the same form, where the form has it */
  also?: (name: string, value: unknown) => void;
}

const AboutContext = createContext<About>({ area: '' });
export const AboutForm = AboutContext.Provider;
export const useAbout = (): About => useContext(AboutContext);
