import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What one of Vendure's processes is told. */
export interface VendureOptions {
  /** The server fills its database before it serves. */
  readonly role: 'server' | 'worker';
  /** Where `@vendure/core` and `@vendure/email-plugin` are installed. */
  readonly directory: string;
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly port: number;
  readonly products: number;
}

interface Worker {
  startJobQueue(): Promise<void>;
}
interface Plugin {
  readonly init: (options: object) => object;
}
interface VendureCore {
  readonly bootstrap: (config: object) => Promise<unknown>;
  readonly bootstrapWorker: (config: object) => Promise<Worker>;
  readonly DefaultJobQueuePlugin: Plugin;
  readonly DefaultSearchPlugin: Plugin;
  readonly DefaultLogger: new (options: object) => object;
  readonly LogLevel: { readonly Error: number };
  readonly dummyPaymentHandler: { readonly code: string };
}
interface VendureEmails {
  readonly EmailPlugin: Plugin;
  readonly FileBasedTemplateLoader: new (directory: string) => object;
  readonly defaultEmailHandlers: readonly object[];
}
interface VendureCli {
  readonly populate: (
    bootstrap: () => Promise<unknown>,
    initialData: object,
    csvFile: string,
  ) => Promise<unknown>;
}

const variantsEach = 3;

/** A shop as Vendure's documentation sets it up: a server and a worker, job queue and search in the database, mails by SMTP. */
function configOf(vendure: VendureCore, emails: object, { role, databaseUrl, port }: VendureOptions): object {
  const { hostname, port: databasePort, username, password, pathname } = new URL(databaseUrl);
  return {
    apiOptions: {
      port,
      hostname: '127.0.0.1',
      adminApiPath: 'admin-api',
      shopApiPath: 'shop-api',
      cors: { origin: ['http://127.0.0.1'], credentials: true },
    },
    authOptions: {
      tokenMethod: 'bearer',
      requireVerification: false,
      superadminCredentials: { identifier: 'owner', password },
    },
    dbConnectionOptions: {
      type: 'postgres',
      synchronize: role === 'server',
      logging: false,
      host: hostname,
      port: Number(databasePort),
      username,
      password,
      database: pathname.slice(1),
    },
    paymentOptions: { paymentMethodHandlers: [vendure.dummyPaymentHandler] },
    plugins: [vendure.DefaultJobQueuePlugin.init({}), vendure.DefaultSearchPlugin.init({}), emails],
    logger: new vendure.DefaultLogger({ level: vendure.LogLevel.Error }),
  };
}

/** Its own mails, by its own templates. */
function emailsOf(
  { EmailPlugin, FileBasedTemplateLoader, defaultEmailHandlers }: VendureEmails,
  templates: string,
  smtpUrl: string,
): object {
  const { hostname: host, port } = new URL(smtpUrl);
  return EmailPlugin.init({
    handlers: defaultEmailHandlers,
    templateLoader: new FileBasedTemplateLoader(templates),
    transport: { type: 'smtp', host, port: Number(port), secure: false },
    globalTemplateVars: { fromAddress: '"Shop" <shop@example.com>' },
  });
}

function initialData({ dummyPaymentHandler: { code } }: VendureCore): object {
  const settledAtOnce = [{ name: 'automaticSettle', value: 'true' }];
  return {
    defaultLanguage: 'en',
    defaultZone: 'Europe',
    countries: [{ name: 'Germany', code: 'DE', zone: 'Europe' }],
    taxRates: [{ name: 'Standard', percentage: 19 }],
    shippingMethods: [{ name: 'Parcel', price: 490 }],
    paymentMethods: [{ name: 'Card', handler: { code, arguments: settledAtOnce } }],
    collections: [],
  };
}

/** Products in the columns that Vendure imports, each with a few variants. */
function productsCsv(products: number): string {
  const head =
    'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets';
  const rows = Array.from({ length: products }, (_, product) => {
    const first = `Lamp ${product},lamp-${product},A lamp for a table or a shelf.,,,size`;
    return Array.from({ length: variantsEach }, (_each, variant) => {
      const own = `size ${variant},LAMP-${product}-${variant},${10 + product}.00,standard,100000,true,,`;
      return `${variant === 0 ? first : ',,,,,'},${own}`;
    });
  });
  return [head, ...rows.flat()].join('\n');
}

async function start(options: VendureOptions): Promise<number> {
  const require = createRequire(path.join(options.directory, 'package.json'));
  const vendure = require('@vendure/core') as VendureCore;
  const templates = path.join(options.directory, 'node_modules/@vendure/email-plugin/templates');
  const emails = emailsOf(require('@vendure/email-plugin') as VendureEmails, templates, options.smtpUrl);
  const config = configOf(vendure, emails, options);
  if (options.role === 'worker') await (await vendure.bootstrapWorker(config)).startJobQueue();
  else {
    const { populate } = require('@vendure/core/cli') as VendureCli;
    const csvFile = path.join(options.directory, 'products.csv');
    writeFileSync(csvFile, productsCsv(options.products));
    await populate(() => vendure.bootstrap(config), initialData(vendure), csvFile);
  }
  return options.port;
}

process.once(
  'message',
  (options: VendureOptions) => void start(options).then((port) => process.send?.(port)),
);
process.on('disconnect', () => process.exit());
