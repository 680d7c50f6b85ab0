package io.eksnet.reach;

/**
 * Why a step does not let a connection pass.
 *
 * @param why what was found and what would have been needed, one line
 * @param fix the smallest change that helps
 */
public record Obstacle(Disposition disposition, String why, Fix fix) {}
