package io.eksnet.vpc;

import io.eksnet.id.SecurityGroupRuleId;

/**
 * The words that are to describe a security group rule.
 *
 * @param description at most 255 characters, may be empty
 */
public record RuleDescription(SecurityGroupRuleId rule, String description) {}
