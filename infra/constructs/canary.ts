// Careful deployments: CodeDeploy moves the alias of each worker in two steps, and back when the new version fails.
import { Validations } from 'aws-cdk-lib';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Construct } from 'constructs';
import type { Worker } from './worker.ts';

export class Canary extends Construct {
  constructor(scope: Construct, id: string, workers: readonly Worker[]) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application');
    for (const worker of workers) {
      const group = new LambdaDeploymentGroup(this, worker.node.id, {
        application,
        alias: worker.alias,
        deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
        alarms: [...worker.versionAlarms],
      });
      Validations.of(group).acknowledge({
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
        reason: 'The policy that AWS keeps for CodeDeploy; what it does with aliases and alarms is theirs to know.',
      });
    }
  }
}
