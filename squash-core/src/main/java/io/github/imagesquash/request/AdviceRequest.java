// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.advise.CheckContext;

/**
 * The image to give advice on.
 *
 * @param reading the image, and how it is read; {@link AnalysisRequest#since} is the build before it, if that is known
 * @param inputs the other inputs: a Dockerfile, a Compose file, the day
 */
public record AdviceRequest(AnalysisRequest reading, CheckContext.Inputs inputs) {}
