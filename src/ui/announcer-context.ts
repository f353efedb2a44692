/** The page's one live region, for parts deep down: handing it through every part between would say nothing. */
import { createContext } from 'svelte';
import type { Announcer } from '../app/announcer.svelte';

export const [getAnnouncer, setAnnouncer] = createContext<Announcer>();
