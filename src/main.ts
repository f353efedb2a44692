// Starts the page. Trusted Types come first: everything after may create a worker.
import { mount } from 'svelte';
import App from './App.svelte';
import { trustOwnBlobsOnly } from './trusted-types';

trustOwnBlobsOnly();

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
mount(App, { target });
