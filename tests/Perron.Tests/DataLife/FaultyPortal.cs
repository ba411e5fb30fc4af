using System.Data.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Perron.Platform.Storage;
using Perron.Tests.Support;
namespace Perron.Tests.DataLife;

/// <summary>A house whose database breaks at the statement that is named; the commit is the last of them.</summary>
internal sealed class FaultyPortal : Portal
{
    private FaultyPortal(TestDatabase database, IReadOnlyList<(string Key, string Value)> settings) : base(database, settings)
    {
    }

    public Fault Fault { get; } = new();

    public static new async Task<FaultyPortal> Open(params IReadOnlyList<(string Key, string Value)> settings)
    {
        var portal = new FaultyPortal(await TestDatabase.New(), settings);
        await portal.MeetCommunes();
        return portal;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.Remove(services.Single(service => service.ImplementationType?.Name == "CommuneWatch")); // it would be struck in the place of the act
            services.ConfigureDbContext<SqlitePerronDb>(options => options.AddInterceptors(Fault));
            services.ConfigureDbContext<PostgresPerronDb>(options => options.AddInterceptors(Fault));
        });
    }
}

/// <summary>The database goes away at the n-th statement, before it does anything.</summary>
internal sealed class Fault : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int _left = int.MaxValue;

    public bool HasStruck { get; private set; }

    public void At(int statement) => (_left, HasStruck) = (statement, false);

    public void Never() => _left = int.MaxValue;

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Pass(result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Pass(result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Pass(result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Pass(result));

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Pass(result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Pass(result));

    InterceptionResult IDbTransactionInterceptor.TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) => Pass(result);

    ValueTask<InterceptionResult> IDbTransactionInterceptor.TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken) => new(Pass(result));

    private T Pass<T>(T result)
    {
        if (Interlocked.Decrement(ref _left) != 0)
        {
            return result;
        }

        HasStruck = true;
        throw new TimeoutException("The database has gone away.");
    }
}
