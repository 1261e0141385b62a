// SPDX-License-Identifier: Apache-2.0
/**
 * A client of registries (OCI distribution-spec): pulls manifests and blobs, pushes them, with credentials, tokens,
 * retries and resumption. It does not interpret the content of images. No method takes or returns null. Begin with
 * {@link io.github.imagesquash.registry.RegistryClient}.
 */
package io.github.imagesquash.registry;
