// The one table: facts, zone heads and plan revisions. No index and no stream: every access path is a key (docs/architecture.md, keys).
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** What a function may be allowed to do with items; reading everything (Scan) is nobody's business. */
export type TableAction = 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query' | 'BatchWriteItem';

export interface PlanTableProps {
  readonly removal: 'destroy' | 'retain';
}

export class PlanTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: PlanTableProps) {
    super(scope, id);
    // Table, not TableV2: that one makes a global table, which local stores and emulators do not have.
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'PK', type: AttributeType.STRING },
      sortKey: { name: 'SK', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      encryption: TableEncryption.AWS_MANAGED,
      deletionProtection: props.removal === 'retain',
      removalPolicy: props.removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** Allows exactly these actions on the table's items. The CDK's own grants would add Scan and stream actions. */
  grant(grantee: IGrantable, actions: readonly TableAction[]): void {
    Grant.addToPrincipal({
      grantee,
      actions: actions.map((action) => `dynamodb:${action}`),
      resourceArns: [this.table.tableArn],
    });
  }
}
