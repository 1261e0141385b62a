// SPDX-License-Identifier: Apache-2.0
/**
 * Docker and Podman: their images as streams of the archive that {@code docker save} makes and {@code docker load} takes. An
 * engine is talked to through its own command, which knows contexts, TLS and ssh, or without one over its socket. No method
 * takes or returns null.
 */
package io.github.imagesquash.engine;
