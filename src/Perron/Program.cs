using Perron.Cases;
using Perron.CommandLine;
using Perron.Communes;
using Perron.Counters;
using Perron.DataLife;
using Perron.Delivery;
using Perron.Operator;
using Perron.Pages;
using Perron.Payments;
using Perron.People;
using Perron.Platform;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Programs;
using Perron.Registers;
using Perron.Search;
using Perron.Style;
using Perron.Timeline;

AppDomain.CurrentDomain.UnhandledException += Refusal.SayWhy;
if (Verbs.Alone(args) is { } alone)
{
    return alone();
}

var builder = WebApplication.CreateBuilder([.. args.Where(argument => argument.StartsWith("--", StringComparison.Ordinal))]);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddPlatform(builder.Configuration, migrations: typeof(Program).Assembly);
builder.Services.AddCommunes();
builder.Services.AddPeople(builder.Configuration);
builder.Services.AddDelivery(builder.Configuration);
builder.Services.AddTimeline();
builder.Services.AddDataLife(builder.Configuration);
builder.Services.AddSearch();
builder.Services.AddPages();
builder.Services.AddRegisters(builder.Configuration);
builder.Services.AddProcedures(builder.Configuration);
builder.Services.AddCases(builder.Configuration);
builder.Services.AddPayments(builder.Configuration);
builder.Services.AddPrograms();
builder.Services.AddCounters(builder.Configuration);
builder.Services.AddOperator();

var app = builder.Build();
if (Verbs.Asked(args) is { } verb)
{
    return await verb(app.Services);
}

if (Verbs.IsHall(args))
{
    await OpenHall.SetUp(app.Services);
}

app.DescribeTables();
app.UsePlatformDoorstep();
app.UsePeople();
app.UseCommunes();
app.UseKeptPages();
app.EnterCommune();
app.UsePlatform();
app.MapStaticAssets().RequireAuthorization(Policy.Everyone).Declares(Audit.Nothing, Rate.Reading);
app.MapProbes();
app.MapCommunes();
app.MapPeople();
app.MapDelivery();
app.MapTimeline();
app.MapDataLife();
app.MapStyle();
app.MapSearch();
app.MapPages();
app.MapProcedures();
app.MapCases();
app.MapPayments();
app.MapPrograms();
app.MapCounters();
await app.RunAsync();
return 0;
