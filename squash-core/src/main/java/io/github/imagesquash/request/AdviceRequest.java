// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.advise.CheckContext;

/**
 * Which image to give advice on.
 *
 * @param reading which image, and how it is read
 * @param inputs what else is known: a Dockerfile, a Compose file, the day
 */
public record AdviceRequest(AnalysisRequest reading, CheckContext.Inputs inputs) {}
