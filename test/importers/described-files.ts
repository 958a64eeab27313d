/** A file of the shape that is described of a broker, and what it says, worked out by hand. */
export interface DescribedFile {
  readonly format: string;
  readonly name: string;
  readonly text: string;
  readonly answers?: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

export const lines = (...own: string[]): string => own.join('\n');

/** Of American brokers. */
export const AMERICAN: readonly DescribedFile[] = [
  {
    format: 'robinhood',
    name: 'a description over two lines, an option, a split that adds units',
    answers: { layout: 'yes' },
    text: lines(
      '"Activity Date","Process Date","Settle Date","Instrument","Description","Trans Code","Quantity","Price","Amount"',
      '"1/16/2024","1/16/2024","1/18/2024","AAPL","Apple\nCUSIP: 037833100","Buy","2.5","$185.00","($462.50)"',
      '"1/17/2024","1/17/2024","1/17/2024","","ACH Deposit","ACH","","","$1,000.00"',
      '"1/18/2024","1/18/2024","1/18/2024","AAPL","AAPL 3/15/2024 Call $200.00","STO","1","$1.50","$149.95"',
      '"2/15/2024","2/15/2024","2/15/2024","AAPL","Cash Div","CDIV","","","$0.60"',
      '"3/1/2024","3/1/2024","3/1/2024","AAPL","Apple 3:1","SPL","5S","",""',
      '"","","","","","","","",""',
      '"The data provided is for informational purposes only."',
    ),
    events: [
      '2024-01-16 buy 2.5 AAPL at 185 USD = -462.5 USD',
      '2024-01-17 deposit = 1000 USD',
      '2024-01-18 sell 1 AAPL240315C00200000 at 1.5 USD = 149.95 USD',
      '2024-02-15 dividend AAPL = 0.6 USD',
      '2024-03-01 split AAPL ratio 3',
    ],
  },
  {
    format: 'webull',
    name: 'orders alone, the newest first; what was filled counts',
    answers: { layout: 'yes' },
    text: lines(
      'Name,Symbol,Side,Status,Filled,Total Qty,Price,Avg Price,Time-in-Force,Placed Time,Filled Time',
      'Acme,ACME,Sell,Filled,4,4,@17.00,17.01,DAY,09/22/2025 10:00:00 EDT,09/22/2025 10:00:05 EDT',
      'Acme,ACME,Buy,Cancelled,6,10,@16.53,16.50,DAY,09/19/2025 13:31:39 EDT,09/19/2025 13:31:40 EDT',
      'Acme,ACME,Buy,Cancelled,0,10,@15.00,,DAY,09/18/2025 13:31:39 EDT,',
    ),
    // 13:31:40 in New York in summer is 19:31:40 in Berlin.
    events: ['2025-09-19 19:31:40 buy 6 ACME at 16.5 USD', '2025-09-22 16:00:05 sell 4 ACME at 17.01 USD'],
  },
  {
    format: 'etrade',
    name: 'under two lines, with a dividend that is paid and reinvested',
    answers: { layout: 'yes' },
    text: lines(
      'For Account:,####1234',
      '',
      'TransactionDate,TransactionType,SecurityType,Symbol,Quantity,Amount,Price,Commission,Description',
      '01/16/24,Bought,EQ,ACME,10,-1504.95,150,4.95,ACME INC',
      '02/15/24,Dividend,EQ,ACME,0,6.00,0,0,ACME INC DIVIDEND',
      '02/15/24,Dividend,EQ,ACME,0.04,-6.00,0,0,ACME INC REINVEST PRICE $ 150',
      '03/01/24,Online Transfer,,,0,-500.00,0,0,TRANSFER TO BANK',
    ),
    events: [
      '2024-01-16 buy 10 ACME at 150 USD = -1504.95 USD fee 4.95',
      '2024-02-15 dividend ACME = 6 USD',
      '2024-02-15 buy 0.04 ACME at 0 USD = -6 USD',
      '2024-03-01 withdrawal = -500 USD',
    ],
  },
  {
    format: 'vanguard-us',
    name: 'holdings above, sweeps between cash and its fund left out',
    answers: { layout: 'yes' },
    text: lines(
      'Account Number,Investment Name,Symbol,Shares,Share Price,Total Value,',
      '12345678,VANGUARD TOTAL STOCK,VTI,10,240.00,2400.00,',
      '',
      'Account Number,Trade Date,Settlement Date,Transaction Type,Transaction Description,Investment Name,Symbol,Shares,Share Price,Principal Amount,Commission Fees,Net Amount,Accrued Interest,Account Type,',
      '12345678,01/16/2024,01/18/2024,Funds Received,Electronic Bank Transfer,CASH,,0.0,0.0,2400.00,0.0,2400.00,0.0,CASH,',
      '12345678,01/16/2024,01/18/2024,Sweep out,Sweep,VANGUARD FEDERAL MONEY MARKET,VMFXX,0.0,1.0,-2400.0,0.0,-2400.0,0.0,CASH,',
      '12345678,01/16/2024,01/18/2024,Buy,Buy,VANGUARD TOTAL STOCK,VTI,10.00,240.00,-2400.00,0.0,-2400.00,0.0,CASH,',
      '12345678,03/20/2024,03/20/2024,Capital gain (LT),Gain,VANGUARD TOTAL STOCK,VTI,0.0,0.0,3.10,0.0,3.10,0.0,CASH,',
    ),
    events: [
      '2024-01-16 deposit = 2400 USD',
      '2024-01-16 buy 10 VTI at 240 USD = -2400 USD',
      '2024-03-20 dividend VTI = 3.1 USD',
    ],
  },
  {
    format: 'td-ameritrade',
    name: 'everything in the description',
    answers: { layout: 'yes' },
    text: lines(
      'DATE,TRANSACTION ID,DESCRIPTION,QUANTITY,SYMBOL,PRICE,COMMISSION,AMOUNT,REG FEE,SHORT-TERM RDM FEE,FUND REDEMPTION FEE, DEFERRED SALES CHARGE',
      '01/16/2020,100,CLIENT REQUESTED ELECTRONIC FUNDING RECEIPT (FUNDS NOW),,,,,2000.00,,,,',
      '01/17/2020,101,Bought 10 ACME @ 150.25,10,ACME,150.25,6.95,-1509.45,,,,',
      '02/18/2020,102,Sold 4 ACME @ 160,4,ACME,160.00,6.95,633.03,0.02,,,',
      '03/13/2020,103,ORDINARY DIVIDEND (ACME),,ACME,,,4.20,,,,',
      '***END OF FILE***',
    ),
    events: [
      '2020-01-16 deposit = 2000 USD',
      '2020-01-17 buy 10 ACME at 150.25 USD = -1509.45 USD fee 6.95',
      '2020-02-18 sell 4 ACME at 160 USD = 633.03 USD fee 6.97',
      '2020-03-13 dividend ACME = 4.2 USD',
    ],
  },
  {
    format: 'thinkorswim',
    name: 'stacked sections: the cash tells, the rest tells it again',
    answers: { layout: 'yes' },
    text: lines(
      'Account Statement for 12345678 since 6/1/22 through 6/30/22',
      '',
      'Cash Balance',
      'DATE,TIME,TYPE,REF #,DESCRIPTION,Misc Fees,Commissions & Fees,AMOUNT,BALANCE',
      '6/20/22,00:00:00,BAL,,Cash balance at the start of business day,,,,"10,000.00"',
      '6/21/22,15:23:42,TRD,="123",BOT +10 ACME @150.25,,-1.50,"-1,502.50","8,496.00"',
      '6/22/22,15:23:42,TRD,="124",SOLD -1 ACME 100 19 AUG 22 160 CALL @2.50 CBOE,-0.02,-0.65,250.00,"8,745.33"',
      '6/23/22,01:00:00,DOI,="125",ORDINARY DIVIDEND~ACME,,,2.20,"8,747.53"',
      ',,,,TOTAL,-0.02,-2.15,"-1,250.30","8,747.53"',
      '',
      'Account Trade History',
      ',Exec Time,Spread,Side,Qty,Pos Effect,Symbol,Exp,Strike,Type,Price,Net Price,Order Type',
      ',6/21/22 15:23:42,STOCK,BUY,+10,TO OPEN,ACME,,,STOCK,150.25,150.25,LMT',
    ),
    events: [
      '2022-06-21 15:23:42 buy 10 ACME at 150.25 USD = -1504 USD fee 1.5',
      '2022-06-22 15:23:42 sell 1 ACME220819C00160000 at 2.5 USD = 249.33 USD fee 0.67',
      '2022-06-23 01:00:00 dividend = 2.2 USD',
    ],
  },
  {
    format: 'tastytrade',
    name: 'values signed, fees on top, a contract of a hundred',
    answers: { layout: 'yes' },
    text: lines(
      'Date,Type,Action,Symbol,Instrument Type,Description,Value,Quantity,Average Price,Commissions,Fees,Multiplier,Root Symbol,Underlying Symbol,Expiration Date,Strike Price,Call or Put,Order #',
      '2024-02-16T22:00:00+0100,Receive Deliver,Expiration,ACME  240216P00090000,Equity Option,Removal of option due to expiration,0.00,1,0.00,--,0.00,100,ACME,ACME,2/16/24,90,PUT,',
      '2024-01-16T16:00:00+0100,Trade,SELL_TO_OPEN,ACME  240216P00090000,Equity Option,Sold 1 ACME 02/16/24 Put 90.00,150.00,1,150.00,-1.00,-0.14,100,ACME,ACME,2/16/24,90,PUT,1',
      '2024-01-15T16:00:00+0100,Money Movement,,,,ACH DEPOSIT,"2,100.00",0,--,--,0.00,,,,,,,',
    ),
    events: [
      '2024-01-15 16:00:00 deposit = 2100 USD',
      '2024-01-16 16:00:00 sell 1 ACME240216P00090000 = 148.86 USD fee 1.14 multiplier 100',
      '2024-02-16 22:00:00 option_expire 1 ACME240216P00090000',
    ],
  },
  {
    format: 'ibkr-activity',
    name: 'orders count, their parts and sums do not',
    answers: { layout: 'yes' },
    text: lines(
      'Statement,Header,Field Name,Field Value',
      'Statement,Data,Title,Activity Statement',
      'Deposits & Withdrawals,Header,Currency,Settle Date,Description,Amount',
      'Deposits & Withdrawals,Data,USD,2024-01-15,Electronic Fund Transfer,"10,000"',
      'Deposits & Withdrawals,Data,Total,,,"10,000"',
      'Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,C. Price,Proceeds,Comm/Fee,Basis,Realized P/L,MTM P/L,Code',
      'Trades,Data,Order,Stocks,USD,ACME,"2024-01-16, 10:30:00","1,000",5.25,5.3,-5250,-5,5255,0,50,O',
      'Trades,Data,Trade,Stocks,USD,ACME,"2024-01-16, 10:30:00",600,5.25,5.3,-3150,-3,3153,0,30,O',
      'Trades,Data,Order,Stocks,USD,ACME,"2024-02-16, 10:30:00",-400,6,6,2400,-2.5,-2102,295.5,0,C',
      'Trades,SubTotal,,Stocks,USD,ACME,,600,,,-2850,-7.5,3153,295.5,50,',
      'Dividends,Header,Currency,Date,Description,Amount',
      'Dividends,Data,USD,2024-03-15,ACME(US0000000001) Cash Dividend USD 0.10 per Share (Ordinary Dividend),60',
      'Withholding Tax,Header,Currency,Date,Description,Amount,Code',
      'Withholding Tax,Data,USD,2024-03-15,ACME(US0000000001) Cash Dividend USD 0.10 per Share - US Tax,-9,',
      'Corporate Actions,Header,Asset Category,Currency,Report Date,Date/Time,Description,Quantity,Proceeds,Value,Realized P/L,Code',
      'Corporate Actions,Data,Stocks,USD,2024-04-02,"2024-04-01, 20:25:00","ACME(US0000000001) Split 4 for 1 (ACME, ACME INC, US0000000001)",1800,0,0,0,',
      'Open Positions,Header,DataDiscriminator,Asset Category,Currency,Symbol,Quantity',
      'Open Positions,Data,Summary,Stocks,USD,ACME,2400',
    ),
    // Half past ten in New York in winter is half past four in Berlin.
    events: [
      '2024-01-15 deposit = 10000 USD',
      '2024-01-16 16:30:00 buy 1000 ACME at 5.25 USD = -5255 USD fee 5',
      '2024-02-16 16:30:00 sell 400 ACME at 6 USD = 2397.5 USD fee 2.5',
      '2024-03-15 dividend ACME = 60 USD',
      '2024-03-15 tax ACME = -9 USD',
      '2024-04-02 02:25:00 split ACME ratio 4',
    ],
  },
];
