// Svelte's hello world, as its tutorial begins: the least that any page made with Svelte costs.
import { mount } from 'svelte';
import Hello from './Hello.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
mount(Hello, { target });
