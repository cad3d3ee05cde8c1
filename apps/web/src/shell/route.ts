/** What a part of the application brings: its pages and its entries of the menu. */
import type { ComponentType } from 'react';
import type { Text } from '../language';

export interface Route {
  /** pattern of wouter, such as `/cases/:id`; its parameters are the page's properties */
  path: string;
  load: () => Promise<{ default: ComponentType<any> }>;
}

export interface MenuEntry {
  href: string;
  title: Text;
  /** roles that see it; absent: all */
  roles?: readonly string[];
  /** place in the menu, small first */
  order: number;
}

export interface Part {
  routes: Route[];
  menu: MenuEntry[];
}
